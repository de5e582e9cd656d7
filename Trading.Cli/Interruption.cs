namespace Trading.Cli;

/// <summary>How a command behaves when it is interrupted. The program waits only briefly for most commands; a command that needs
/// longer declares it.</summary>
internal sealed class Interruption
{
    private volatile bool endsByItself;

    /// <summary>Whether the command ends by itself, however long that takes; only a second Ctrl-C ends the program at
    /// once.</summary>
    public bool EndsByItself => endsByItself;

    /// <summary>Declares that the command ends by itself, at a safe point, after it is interrupted.</summary>
    public void WillEndByItself() => endsByItself = true;
}
