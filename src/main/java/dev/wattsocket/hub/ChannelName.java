package dev.wattsocket.hub;

/// A channel's names, and the bytes that they are written as in every frame.
record ChannelName(
        int id, String site, String meter, String channel, byte[] meterJson, byte[] channelJson) {

    static ChannelName of(int id, String site, String meter, String channel) {
        return new ChannelName(
                id,
                site,
                meter,
                channel,
                JsonBytes.ascii("{\"meter\":\"" + meter + "\",\"time\":"),
                JsonBytes.ascii(",\"" + channel + "\":"));
    }
}
