package io.tidings.usage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is logged until this is closed, and below one name down to the finest that we write. */
final class LogLines extends Handler implements AutoCloseable {
    private final List<ExtLogRecord> all = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Logger logger;

    LogLines(String name) {
        logger = Logger.getLogger(name);
        logger.setLevel(Level.FINE);
        root.addHandler(this);
    }

    List<ExtLogRecord> all() {
        return all;
    }

    List<ExtLogRecord> ofName() {
        return all.stream()
                .filter(line -> line.getLoggerName().startsWith(logger.getName()))
                .toList();
    }

    /** With what was thrown. */
    static String text(ExtLogRecord line) {
        return new PatternFormatter("%s%e").format(line);
    }

    @Override
    public void publish(LogRecord line) {
        ExtLogRecord kept = ExtLogRecord.wrap(line);
        kept.copyAll();
        all.add(kept);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        logger.setLevel(null);
    }
}
