using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Trading.Tests.Functions;

/// <summary>Keeps what is logged, each line with the scopes that it was logged in.</summary>
internal sealed class LogLines : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<(string Text, IReadOnlyDictionary<string, object> Scope)> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    /// <summary>The lines so far, oldest first, with the named values of their scopes.</summary>
    public IReadOnlyList<(string Text, IReadOnlyDictionary<string, object> Scope)> All => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(LogLines owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => owner.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var named = new Dictionary<string, object>(StringComparer.Ordinal);
            // As the worker's own writer reads a scope: a list of names and values.
            owner.scopes.ForEachScope((scope, all) =>
            {
                foreach (var (name, value) in scope as IEnumerable<KeyValuePair<string, object>> ?? []) all[name] = value;
            }, named);
            owner.lines.Enqueue((formatter(state, exception), named));
        }
    }
}

/// <summary>Logs a text as it is.</summary>
internal static class LogLineExtensions
{
    public static void Say(this ILogger log, LogLevel level, string text) =>
        log.Log(level, default, text, null, static (line, _) => line);
}
