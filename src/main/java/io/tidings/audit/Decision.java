package io.tidings.audit;

/**
 * What someone decided: the actor's name, the action as {@code room.verb}, its subject, and a detail that holds no secret.
 */
public record Decision(String tenant, String actor, String action, String subject, String detail) {}
