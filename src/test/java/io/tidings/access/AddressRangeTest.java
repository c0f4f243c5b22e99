package io.tidings.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressRangeTest {

    @Test
    void rangesHoldWhatBeginsAlike() {
        assertThat(AddressRange.parse("10.0.0.0/8").contains("10.200.1.2")).isTrue();
        assertThat(AddressRange.parse("10.0.0.0/8").contains("11.0.0.0")).isFalse();
        assertThat(AddressRange.parse("192.168.4.0/22").contains("192.168.7.255"))
                .isTrue();
        assertThat(AddressRange.parse("192.168.4.0/22").contains("192.168.8.0")).isFalse();
        assertThat(AddressRange.parse("127.0.0.1").contains("127.0.0.1")).isTrue();
        assertThat(AddressRange.parse("127.0.0.1").contains("127.0.0.2")).isFalse();
        assertThat(AddressRange.parse("fd00::/8").contains("fd12::1")).isTrue();
        assertThat(AddressRange.parse("::/0").contains("127.0.0.1")).isFalse();
    }
}
