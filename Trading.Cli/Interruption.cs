namespace Trading.Cli;

/// <summary>What a command does when it is interrupted. Most can be left behind after a moment; one that must not says so.</summary>
internal sealed class Interruption
{
    private volatile bool endsByItself;

    /// <summary>Whether the command ends by itself, however long that takes; only a second Ctrl-C leaves at once.</summary>
    public bool EndsByItself => endsByItself;

    /// <summary>The command promises to end where that is safe once it is interrupted.</summary>
    public void WillEndByItself() => endsByItself = true;
}
