using System.Reflection;
using Trading.Core.Storage;

namespace Trading.Tests.Core.Jobs;

/// <summary>A journal that can be switched off: then every call fails, as with a full disk.</summary>
public class SwitchableJournal : DispatchProxy
{
    private ITradingJournal inner = null!;

    public bool IsOff { get; set; }

    /// <summary>The calls that failed.</summary>
    public int Failed { get; private set; }

    public static (ITradingJournal Journal, SwitchableJournal Switch) Over(ITradingJournal inner)
    {
        var journal = Create<ITradingJournal, SwitchableJournal>();
        var made = (SwitchableJournal)(object)journal;
        made.inner = inner;
        return (journal, made);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (!IsOff) return targetMethod!.Invoke(inner, args);
        Failed++;
        throw new StorageException("The disk is full.");
    }
}
