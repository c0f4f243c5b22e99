package io.tidings.delivery;

import java.net.URI;

/** Content that readers fetch elsewhere: the address is good for a short time, and for whoever holds it. */
record Outside(URI address, long size) {}
