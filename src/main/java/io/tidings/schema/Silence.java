package io.tidings.schema;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection on which no byte has passed for too long. The client's own setting for that would take leave of the server
 * first, and wait until it goes: one that says nothing does not.
 */
final class Silence extends IdleStateHandler {

    private Silence(Duration longest) {
        // from the last byte either way, so that each statement has the whole of it
        super(0, 0, longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    static void bound(SqlConnection connection, Duration longest) {
        if (((SqlConnectionInternal) connection).unwrap() instanceof SocketConnectionBase line) {
            // first, so that the end of the line does not pass through the protocol
            line.socket().channelHandlerContext().pipeline().addFirst(new Silence(longest));
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // whoever waits for an answer hears of the end
    protected void channelIdle(ChannelHandlerContext line, IdleStateEvent silent) {
        line.close();
    }
}
