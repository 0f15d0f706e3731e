package dev.keelson.storage.embedded;

import dev.keelson.storage.embedded.EmbeddedStoreException.Reason;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;

/** Accepts connections on 127.0.0.1. Its event loops only move and decode bytes; no command runs on them. */
final class StoreListener {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int EVENT_LOOPS = 2;
    private static final int BACKLOG = 128;
    private static final int SWEEP_SECONDS = 30;
    private static final int STOP_SECONDS = 5;

    private final CommandDispatcher dispatcher;
    private final StoreCredential credential;
    private final ConnectionLimits limits;
    private final SecureRandom random;
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            EVENT_LOOPS, new DefaultThreadFactory("embedded-store-io", true), NioIoHandler.newFactory());
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    StoreListener(
            CommandDispatcher dispatcher, StoreCredential credential, ConnectionLimits limits, SecureRandom random) {
        this.dispatcher = dispatcher;
        this.credential = credential;
        this.limits = limits;
        this.random = random;
    }

    /** Returns the port. */
    int bind(int port) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ConnectionInitializer());
        var bound = bootstrap.bind(new InetSocketAddress(loopback(), port)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new EmbeddedStoreException(Reason.PORT_IN_USE, "cannot listen on 127.0.0.1:" + port, bound.cause());
        }
        channels.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /** Runs a task now and then, on an event loop. */
    void repeat(Runnable task) {
        var unused = loops.scheduleWithFixedDelay(task, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    void close() {
        channels.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(LOOPBACK);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }

    /** Sets up a new connection. */
    private final class ConnectionInitializer extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channels.add(channel);
            MessageDecoder decoder = new MessageDecoder();
            var scram = new ScramConversation(credential, random);
            channel.pipeline().addLast(decoder).addLast(new ConnectionHandler(dispatcher, limits, decoder, scram));
        }
    }
}
