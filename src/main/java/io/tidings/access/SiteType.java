package io.tidings.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds of site, as the wire names them. */
enum SiteType {
    @JsonProperty("cas")
    CAS,
    @JsonProperty("primary")
    PRIMARY,
    @JsonProperty("secondary")
    SECONDARY
}
