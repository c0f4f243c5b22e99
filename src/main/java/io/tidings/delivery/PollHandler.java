package io.tidings.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/1.1. It answers only while the framework owes nothing here, so that answers keep the order of their
 * questions, and reads no further while the reader does not take what it is sent.
 */
final class PollHandler extends ChannelDuplexHandler {

    /** The encoder takes an answer as parts; behind it the whole goes out as one piece. */
    private static final String ENCODER = "httpEncoder";

    private static final int HEAD = 512;

    private final Polls polls;
    private final BiPredicate<@Nullable String, String> admits;
    private final Supplier<CharSequence> date;

    /** Requests that went on and are not answered yet; the first one is on its way when this handler comes. */
    private int underWay = 1;
    /** The end of the present request is still to come. */
    private boolean within = true;

    private boolean answered;
    private boolean unsent;
    private boolean held;
    private boolean open;

    PollHandler(Polls polls, BiPredicate<@Nullable String, String> admits, Supplier<CharSequence> date) {
        this.polls = polls;
        this.admits = admits;
        this.date = date;
    }

    void open() {
        open = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            answered = open && underWay == 0 && !within && !polls.isEnding() && answer(context, request);
            within = true;
            if (!answered) {
                underWay++;
            }
        }
        boolean forMe = answered;
        if (message instanceof LastHttpContent) {
            within = false;
            answered = false;
        }
        if (forMe) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean answer(ChannelHandlerContext context, HttpRequest request) {
        long begin = System.nanoTime();
        String hierarchyId = PlainPoll.of(request);
        Edition edition = hierarchyId == null ? null : polls.editions().atAGlance(hierarchyId);
        if (hierarchyId == null || edition == null || !admits.test(PlainPoll.authorization(request), hierarchyId)) {
            return false;
        }
        PollAnswer answer = polls.editions()
                .answer(hierarchyId, edition.sheet(), PlainPoll.known(request), PlainPoll.encodings(request));
        send(context, answer);
        polls.meters().answered(answer.unchanged(), System.nanoTime() - begin);
        return true;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // of a line that breaks the framework hears, and closes it
    private void send(ChannelHandlerContext context, PollAnswer answer) {
        ByteBuf bytes = context.alloc().directBuffer(HEAD + answer.length());
        answer.writeTo(bytes, date.get());
        context.pipeline().context(ENCODER).write(bytes, context.voidPromise());
        unsent = true;
        if (!context.channel().isWritable()) {
            held = true;
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (unsent) {
            unsent = false;
            context.flush();
        }
        context.fireChannelReadComplete();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise is the caller's
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            underWay--;
            goOn(context);
        }
        context.write(message, promise);
    }

    /** 100 and 103 come before the answer. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && response.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        goOn(context);
        context.fireChannelWritabilityChanged();
    }

    /** While the framework has something under way, it decides what is read. */
    private void goOn(ChannelHandlerContext context) {
        if (held && underWay == 0 && context.channel().isWritable()) {
            held = false;
            context.channel().config().setAutoRead(true);
        }
    }
}
