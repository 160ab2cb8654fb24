package dev.penstock.bootstrap.exam;

import dev.penstock.fakeprovider.SeenRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sorts what reaches the fake providers by the runs it belongs to. Fed on event loops, read from any thread. */
final class Watch {
    private static final Pattern MARKER = Pattern.compile("\\bx(?<run>[0-9]{1,6})r(?<request>[0-9]{1,4})\\b");
    private static final Pattern MODEL = Pattern.compile("(?:models?|deployments)/(?<model>[^/:]+)");
    private static final Pattern MODEL_MEMBER = Pattern.compile("\"model\"\\s*:\\s*\"(?<model>[^\"]*)\"");

    private final Map<Integer, List<Sighting>> sightings = new ConcurrentHashMap<>();

    /**
     * A request that belongs to a run.
     *
     * @param provider whose fake it reached
     * @param model as it was asked for, with what makes it fail
     */
    record Sighting(String provider, int request, String model, Instant at) {
        String plainModel() {
            int plus = model.lastIndexOf("+fake-");
            return plus < 0 ? model : model.substring(0, plus);
        }
    }

    void saw(String provider, SeenRequest seen) {
        Matcher marker = MARKER.matcher(seen.bodyStart());
        if (marker.find()) {
            int request = Integer.parseInt(marker.group("request"));
            sightings
                    .computeIfAbsent(Integer.valueOf(marker.group("run")), run -> new CopyOnWriteArrayList<>())
                    .add(new Sighting(provider, request, model(seen), seen.arrivedAt()));
        }
    }

    List<Sighting> of(Run run) {
        return List.copyOf(sightings.getOrDefault(run.id(), List.of()));
    }

    private static String model(SeenRequest seen) {
        Matcher member = MODEL_MEMBER.matcher(seen.bodyStart());
        if (member.find()) {
            return member.group("model");
        }
        Matcher path = MODEL.matcher(seen.path());
        return path.find() ? URLDecoder.decode(path.group("model").replace("+", "%2B"), StandardCharsets.UTF_8) : "";
    }
}
