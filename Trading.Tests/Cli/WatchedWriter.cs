using System.Text;

namespace Trading.Tests.Cli;

/// <summary>Takes what a program writes, and lets a test wait until it has written something.</summary>
internal sealed class WatchedWriter : TextWriter
{
    private readonly Lock gate = new();
    private readonly StringBuilder written = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (gate) written.Append(value);
    }

    public override void Write(string? value)
    {
        lock (gate) written.Append(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        lock (gate) written.Append(buffer, index, count);
    }

    public override string ToString()
    {
        lock (gate) return written.ToString();
    }

    /// <summary>Waits until a text stands there, half a minute at most.</summary>
    public async Task WaitForAsync(string text)
    {
        for (var i = 0; i < 3000; i++)
        {
            if (ToString().Contains(text, StringComparison.Ordinal)) return;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        Assert.Fail($"'{text}' was never written; this was: {ToString()}");
    }
}
