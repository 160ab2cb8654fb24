package dev.penstock.storage.sql;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.DlpPolicy;
import dev.penstock.domain.gateway.Policies;
import dev.penstock.domain.gateway.SpendRule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.factory.Mappers;

/** Between policies and the document they are kept as. The two sealed families are mapped by hand. */
@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
interface PoliciesRowMapper {
    PoliciesRowMapper INSTANCE = Mappers.getMapper(PoliciesRowMapper.class);

    PoliciesRow row(Policies policies);

    Policies policies(PoliciesRow row);

    PoliciesRow.DlpRule row(DlpPolicy.Rule rule);

    DlpPolicy.Rule rule(PoliciesRow.DlpRule row);

    default PoliciesRow.@Nullable Dlp row(@Nullable DlpPolicy dlp) {
        return switch (dlp) {
            case null -> null;
            case DlpPolicy.Simple(boolean enabled, DlpPolicy.Action action, List<String> profiles) ->
                new PoliciesRow.Dlp(enabled, action.name(), profiles, null);
            case DlpPolicy.Ruled(boolean enabled, List<DlpPolicy.Rule> rules) ->
                new PoliciesRow.Dlp(
                        enabled, null, null, rules.stream().map(this::row).toList());
        };
    }

    default @Nullable DlpPolicy policy(PoliciesRow.@Nullable Dlp row) {
        if (row == null) {
            return null;
        }
        if (row.rules() != null) {
            return new DlpPolicy.Ruled(
                    row.enabled(), row.rules().stream().map(this::rule).toList());
        }
        if (row.action() == null || row.profiles() == null) {
            throw new IllegalStateException("neither form of data loss prevention");
        }
        return new DlpPolicy.Simple(row.enabled(), DlpPolicy.Action.valueOf(row.action()), row.profiles());
    }

    default PoliciesRow.Dimension row(SpendRule.Dimension dimension) {
        return switch (dimension) {
            case SpendRule.Dimension.Partition() -> new PoliciesRow.Dimension(null);
            case SpendRule.Dimension.Filter(List<String> values) -> new PoliciesRow.Dimension(values);
        };
    }

    default SpendRule.Dimension dimension(PoliciesRow.Dimension row) {
        return row.filter() == null
                ? new SpendRule.Dimension.Partition()
                : new SpendRule.Dimension.Filter(row.filter());
    }

    default @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    default @Nullable Duration duration(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    default @Nullable String text(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal();
    }

    default @Nullable Secret secret(@Nullable String text) {
        return text == null ? null : new Secret(text);
    }
}
