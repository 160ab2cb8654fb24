package dev.penstock.bootstrap;

import dev.penstock.application.inference.AdmitCaller;
import dev.penstock.application.inference.AwaitAnswer;
import dev.penstock.application.inference.BreakCircuit;
import dev.penstock.application.inference.CallProvider;
import dev.penstock.application.inference.CheckCaller;
import dev.penstock.application.inference.ChooseKey;
import dev.penstock.application.inference.ElementLimits;
import dev.penstock.application.inference.FindProvider;
import dev.penstock.application.inference.FollowRoute;
import dev.penstock.application.inference.FollowSteps;
import dev.penstock.application.inference.HoldBody;
import dev.penstock.application.inference.LimitRate;
import dev.penstock.application.inference.LimitSpend;
import dev.penstock.application.inference.LimitTime;
import dev.penstock.application.inference.ListModels;
import dev.penstock.application.inference.OpenSession;
import dev.penstock.application.inference.PriceReply;
import dev.penstock.application.inference.RecordAttempt;
import dev.penstock.application.inference.RecordLog;
import dev.penstock.application.inference.Recordings;
import dev.penstock.application.inference.RetryCall;
import dev.penstock.application.inference.RouteSetting;
import dev.penstock.application.inference.SecureAnswer;
import dev.penstock.application.inference.ServeFromCache;
import dev.penstock.application.inference.ServeInference;
import dev.penstock.application.inference.TakeTurns;
import dev.penstock.application.inference.UseKey;
import dev.penstock.application.port.Alarm;
import dev.penstock.application.port.AnswerForms;
import dev.penstock.application.port.ProviderClient;
import dev.penstock.domain.inference.RequestId;
import dev.penstock.domain.inference.RequestIds;
import dev.penstock.providers.TranslatingClient;
import dev.penstock.providers.VertxProviderClient;
import dev.penstock.providers.VertxRealtimeClient;
import dev.penstock.providers.credential.JsonCredentialReader;
import dev.penstock.providers.form.JsonAnswerForms;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** How traffic is served on one event loop, wired by hand: with the loop's own stages, client and timers. */
final class ServingLoop {
    private static final AnswerForms FORMS = new JsonAnswerForms();

    private final House house;
    private final Vertx vertx;
    private final Executor eventLoop;
    private final RandomGenerator random = new SplittableRandom(new SecureRandom().nextLong());
    private final RequestIds entryIds = new RequestIds(random);
    private final PriceReply prices;
    private final Recordings recordings;

    ServingLoop(House house, Vertx vertx, Executor eventLoop) {
        this.house = house;
        this.vertx = vertx;
        this.eventLoop = eventLoop;
        prices = new PriceReply(house.prices());
        recordings = new Recordings(house.queue(), prices, house.clock());
    }

    ServeInference inference() {
        InstantSource clock = house.clock();
        Alarm alarm = new VertxAlarm(vertx);
        return new ServeInference(
                house.live(),
                new HoldBody(house.live(), house.catalog()),
                house.findGateway(eventLoop),
                this::entryId,
                new ServeInference.Stages(
                        new CheckCaller(),
                        new FollowSteps(turns(alarm), clock),
                        new FollowRoute(routes(), turns(alarm), new RecordLog(recordings)),
                        new RecordLog(recordings),
                        new FindProvider(house.catalog()),
                        chooseKey(),
                        new ServeFromCache(house.cachedReplies(eventLoop), house.sharesCalls()),
                        new LimitRate(house.rateCounter(), clock),
                        new LimitSpend(house.spendLedger(), prices, clock),
                        new BreakCircuit(house.circuits(), clock),
                        new UseKey(house.rateCounter(), clock),
                        new RetryCall(house.conduct(), alarm, clock, random),
                        new RecordAttempt(recordings),
                        new LimitTime(house.conduct(), alarm),
                        new AwaitAnswer(FORMS, house.conduct(), alarm, clock),
                        new CallProvider(client())));
    }

    private TakeTurns turns(Alarm alarm) {
        return new TakeTurns(FORMS, new SecureAnswer(FORMS, house.prices(), house.conduct(), alarm), alarm);
    }

    private RouteSetting routes() {
        ElementLimits limits =
                new ElementLimits(house.rateCounter(), house.spendLedger(), prices, house.catalog(), house.clock());
        return new RouteSetting(house.catalog(), limits, house.patterns(), random, house.clock());
    }

    private RequestId entryId() {
        return entryIds.next(house.clock().instant());
    }

    private ChooseKey chooseKey() {
        return new ChooseKey(new JsonCredentialReader(), house.operatorKeys());
    }

    private ProviderClient client() {
        return new TranslatingClient(
                vertx,
                new VertxProviderClient(vertx, house.calls(), house.clock()),
                house.clock(),
                () -> "%016x%016x".formatted(random.nextLong(), random.nextLong()));
    }

    /** Telling which models there are. */
    ListModels models() {
        return new ListModels(house.live(), house.findGateway(eventLoop), house.catalog(), house.prices());
    }

    /** Letting callers in before they say what they want. */
    AdmitCaller admission() {
        return new AdmitCaller(house.live(), house.findGateway(eventLoop));
    }

    /** WebSockets between callers and providers. */
    OpenSession sessions() {
        return new OpenSession(
                house.live(),
                house.catalog(),
                house.findGateway(eventLoop),
                this::entryId,
                new OpenSession.Stages(
                        List.of(
                                new CheckCaller(),
                                new RecordLog(recordings),
                                new FindProvider(house.catalog()),
                                chooseKey(),
                                new LimitRate(house.rateCounter(), house.clock()),
                                new LimitSpend(house.spendLedger(), prices, house.clock()),
                                new UseKey(house.rateCounter(), house.clock())),
                        recordings,
                        new VertxRealtimeClient(vertx, house.calls())));
    }
}
