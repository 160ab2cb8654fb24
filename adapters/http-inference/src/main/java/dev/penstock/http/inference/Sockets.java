package dev.penstock.http.inference;

import dev.penstock.application.inference.AdmitCaller;
import dev.penstock.application.inference.OpenSession;
import dev.penstock.application.inference.ServeInference;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.domain.inference.RequestIds;
import java.time.InstantSource;

/**
 * What WebSockets need behind the door. For one event loop.
 *
 * @param memory what messages and answers are held in while they have to be whole; shared by all event loops
 */
public record Sockets(
        AdmitCaller admission,
        ServeInference inference,
        OpenSession sessions,
        RequestIds ids,
        InstantSource clock,
        InferenceLimits limits,
        ByteBudget memory) {}
