using Microsoft.Extensions.Logging;
using NodaTime.Text;
using Trading.Core.Text;

namespace Trading.Cli.Output;

/// <summary>Writes what is logged to a stream, one plain line each: time in UTC, who, what.</summary>
internal sealed class LineLogger(TextWriter stream, IClock clock) : ILoggerProvider
{
    private static readonly InstantPattern Time = InstantPattern.CreateWithInvariantCulture("HH':'mm':'ss.fff");
    private readonly TextWriter stream = TextWriter.Synchronized(stream);

    /// <summary>Loggers that write to <paramref name="stream"/> from <see cref="LogLevel.Debug"/> on.</summary>
    public static ILoggerFactory To(TextWriter stream, IClock clock) => LoggerFactory.Create(logs => logs
        .SetMinimumLevel(LogLevel.Debug)
        .AddProvider(new LineLogger(stream, clock)));

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    /// <inheritdoc/>
    public void Dispose() => stream.Flush();

    private sealed class Logger(LineLogger lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = exception is null ? formatter(state, exception)
                : $"{formatter(state, exception)} ({exception.GetType().Name}: {exception.Message})";
            lines.Write(category, text);
        }
    }

    private void Write(string category, string text) =>
        stream.WriteLine($"{Time.Format(clock.GetCurrentInstant())} {category}: {VisibleText.Sentence(text)}");
}
