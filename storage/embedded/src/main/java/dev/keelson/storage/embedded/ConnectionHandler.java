package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. Until the client has authenticated it may only say hello and authenticate; then each message is one
 * command, and the next is not read before the last has been answered.
 */
final class ConnectionHandler extends SimpleChannelInboundHandler<ClientRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);
    private static final int MAX_WAITING = 16;

    private final CommandDispatcher dispatcher;
    private final ConnectionLimits limits;
    private final MessageDecoder decoder;
    private final ScramConversation scram;
    /** What has arrived while a command runs. Drivers wait for each reply, so it is nearly always empty. */
    private final Deque<ClientRequest> waiting = new ArrayDeque<>();

    private boolean admitted;
    private boolean busy;

    ConnectionHandler(
            CommandDispatcher dispatcher, ConnectionLimits limits, MessageDecoder decoder, ScramConversation scram) {
        this.dispatcher = dispatcher;
        this.limits = limits;
        this.decoder = decoder;
        this.scram = scram;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        admitted = limits.admit(context.channel());
        if (!admitted) {
            LOG.warn("Too many connections to the embedded store: one refused");
            var unused = context.close();
            return;
        }
        context.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (admitted) {
            admitted = false;
            limits.closed(context.channel());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
        limits.heardFrom(context.channel());
        if (!busy) {
            start(context, request);
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(request);
        } else {
            var unused = context.close();
        }
    }

    private void start(ChannelHandlerContext context, ClientRequest request) {
        busy = true;
        if (request instanceof MongoMessage message) {
            answer(context, message);
        } else if (request instanceof MongoQuery query) {
            answerLegacy(context, query);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("Connection to the embedded store closed", cause);
        var unused = context.close();
    }

    private void answer(ChannelHandlerContext context, MongoMessage message) {
        Document body = message.getDocument();
        String name = body.isEmpty() ? "" : body.keySet().iterator().next();
        if (!ServerCommands.needsNoAuthentication(name) && !name.startsWith("sasl") && scram.isFinished()) {
            dispatch(context, message);
            return;
        }
        try {
            reply(context, message, Reply.of(beforeAuthentication(context, name, body)));
        } catch (MongoServerException e) {
            reply(context, message, Reply.of(CommandErrors.reply(e)));
        }
    }

    private Document beforeAuthentication(ChannelHandlerContext context, String name, Document body) {
        if (name.equals("saslStart")) {
            return scram.start(body);
        }
        if (name.equals("saslContinue")) {
            Document proof = scram.proceed(body);
            limits.authenticated(context.channel());
            decoder.allowLargeMessages();
            return proof;
        }
        if (ServerCommands.needsNoAuthentication(name)) {
            return ServerCommands.answer(name);
        }
        throw CommandErrors.unauthorized(name);
    }

    private void dispatch(ChannelHandlerContext context, MongoMessage message) {
        Object database = message.getDocument().get("$db");
        if (!(database instanceof String name) || name.isEmpty() || name.contains(".")) {
            reply(context, message, Reply.of(CommandErrors.reply(CommandErrors.invalidNamespace("" + database))));
            return;
        }
        var unused = dispatcher
                .dispatch(Command.of(name, message.getDocument()))
                .whenComplete((reply, failure) -> complete(context, message, reply, failure));
    }

    private void complete(
            ChannelHandlerContext context, MongoMessage message, @Nullable Reply reply, @Nullable Throwable failure) {
        if (failure == null && reply != null) {
            reply(context, message, reply);
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause == null) {
            cause = new IllegalStateException("no reply");
        }
        if (!(cause instanceof MongoServerException)) {
            LOG.error("A command of the embedded store failed", cause);
        }
        reply(context, message, Reply.of(CommandErrors.reply(cause)));
    }

    private void answerLegacy(ChannelHandlerContext context, MongoQuery query) {
        Document body = query.getQuery();
        String name = body.isEmpty() ? "" : body.keySet().iterator().next();
        Document reply = ServerCommands.needsNoAuthentication(name)
                ? ServerCommands.answer(name)
                : CommandErrors.reply(CommandErrors.unsupported("OP_QUERY"));
        send(context, WireReply.legacy(query.getHeader(), reply, context.alloc()));
    }

    private void reply(ChannelHandlerContext context, MongoMessage message, Reply reply) {
        ByteBuf encoded;
        try {
            encoded = WireReply.message(message.getHeader(), reply, context.alloc());
        } catch (RuntimeException e) {
            LOG.error("A reply of the embedded store could not be encoded", e);
            encoded = WireReply.message(message.getHeader(), Reply.of(CommandErrors.reply(e)), context.alloc());
        }
        send(context, encoded);
    }

    // May be called on any thread; what follows runs on the event loop.
    private void send(ChannelHandlerContext context, ByteBuf message) {
        ChannelFutureListener whenSent = sent -> {
            if (sent.isSuccess()) {
                startNext(context);
            }
        };
        var unused = context.writeAndFlush(message).addListener(whenSent);
    }

    private void startNext(ChannelHandlerContext context) {
        busy = false;
        ClientRequest next = waiting.poll();
        if (next != null) {
            start(context, next);
            return;
        }
        context.read();
    }
}
