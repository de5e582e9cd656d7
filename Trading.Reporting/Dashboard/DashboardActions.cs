using Trading.Core.Status;
using Trading.Core.Storage;

namespace Trading.Reporting.Dashboard;

/// <summary>Halt and resume from the page, each with a confirmation: a dialog, or without the script a page of its own.</summary>
internal static class DashboardActions
{
    /// <summary>The buttons that are of use now. They only ask; nothing is done before the confirmation is sent.</summary>
    public static Markup Buttons(StatusReport report) => Markup.Of(
        $"""
        <section class="panel wide actions" id="actions" aria-labelledby="actions-title">
        <h2 id="actions-title">Halt and resume</h2>
        <p>{Standing(report)}</p>
        <form method="get" class="row">
        {(report.Halt is null ? Button(DashboardAction.Halt) : Button(DashboardAction.Resume))}
        {(report.Halt is { Flatten: true } ? Markup.Empty : Button(DashboardAction.Flatten))}
        </form>
        </section>
        """);

    /// <summary>A dialog for each action.</summary>
    public static Markup Dialogs(DashboardActing acting) => Markup.Join(Enum.GetValues<DashboardAction>().Select(action =>
        Markup.Of(
            $"""
            <dialog id="ask-{Name(action)}" aria-labelledby="ask-{Name(action)}-title">
            {Form(action, acting, Markup.Of($"<button type=\"button\" data-close=\"\">Cancel</button>"), "h2")}
            </dialog>

            """)));

    /// <summary>The form that does it.</summary>
    /// <param name="action">What it does.</param>
    /// <param name="acting">How it is sent.</param>
    /// <param name="cancel">What leads away from it.</param>
    /// <param name="heading">The element of its heading.</param>
    public static Markup Form(DashboardAction action, DashboardActing acting, Markup cancel, string heading)
    {
        var name = Name(action);
        var tone = action == DashboardAction.Resume ? "primary" : "danger";
        return Markup.Of(
            $"""
            <form method="post" action="{(action == DashboardAction.Resume ? acting.ResumePath : acting.HaltPath)}" data-act="">
            <{heading} id="ask-{name}-title">{Question(action)}</{heading}>
            <p>{Effect(action, acting)}</p>
            {(action == DashboardAction.Resume ? Markup.Empty : ReasonField(name))}
            {(action == DashboardAction.Flatten ? ConfirmationField(name) : Markup.Empty)}
            {(acting.Token is { } token ? TokenField(token) : KeyField(name))}
            <p class="answer" role="alert"></p>
            <div class="row"><button type="submit" class="{tone}">{Verb(action)}</button> {cancel}</div>
            </form>
            """);
    }

    /// <summary>The question that a confirmation answers.</summary>
    public static string Question(DashboardAction action) => action switch
    {
        DashboardAction.Halt => "Halt trading?",
        DashboardAction.Flatten => "Halt trading and sell everything?",
        _ => "Resume trading?",
    };

    private static string Name(DashboardAction action) => $"{action}".ToLowerInvariant();

    private static string Verb(DashboardAction action) => action switch
    {
        DashboardAction.Halt => "Halt",
        DashboardAction.Flatten => "Halt and sell everything",
        _ => "Resume",
    };

    private static Markup Button(DashboardAction action) => Markup.Of(
        $"""
        <button id="do-{Name(action)}" name="{DashboardRequest.AskName}" value="{Name(action)}" data-dialog="ask-{Name(action)}"
        class="{(action == DashboardAction.Flatten ? "danger" : "")}">{Verb(action)} …</button>
        """);

    private static string Standing(StatusReport report) => report switch
    {
        { Halt: { } halt } => Standing(halt),
        { Day: null } => "The journal does not answer, so it is not known whether a halt stands.",
        _ => "No halt stands. A halt stops buying, over restarts, until it is lifted; what is held keeps its stop and target.",
    };

    private static string Standing(Halt halt) =>
        $"Halted since {FigureText.NewYork(halt.Since)} New York{(halt.Reason.Length > 0 ? $" ({halt.Reason})" : "")}: nothing "
        + $"is bought{(halt.Flatten ? ", and everything held is sold" : "; what is held keeps its stop and target")}.";

    private static string Effect(DashboardAction action, DashboardActing acting) => action switch
    {
        DashboardAction.Halt =>
            "Nothing is bought from now on, over restarts, until trading is resumed. What is held keeps its stop and target.",
        DashboardAction.Flatten =>
            $"Nothing is bought from now on, and everything that is held is sold at the market {acting.SaleTime}.",
        _ => "The halt is lifted, and the next scan may buy again.",
    };

    private static Markup ReasonField(string name) => Markup.Of(
        $"""
        <label for="{name}-reason">Reason, for the person who finds it halted (may be empty)</label>
        <input id="{name}-reason" name="reason" maxlength="{HaltReason.Longest}" autocomplete="off">
        """);

    private static Markup ConfirmationField(string name) => Markup.Of(
        $"""
        <input type="hidden" name="flatten" value="true">
        <label for="{name}-word">Type {ActionPage.FlattenWord} to confirm</label>
        <input id="{name}-word" name="confirm" required="" pattern="{ActionPage.FlattenWord}" autocomplete="off"
        title="{ActionPage.FlattenWord}, in capitals"
        autocapitalize="characters" spellcheck="false">
        """);

    private static Markup TokenField(string token) => Markup.Of($"<input type=\"hidden\" name=\"token\" value=\"{token}\">");

    private static Markup KeyField(string name) => Markup.Of(
        $"""
        <label for="{name}-key">Acting key (sent once as a header, stored nowhere)</label>
        <input id="{name}-key" name="key" type="password" required="" autocomplete="off" spellcheck="false">
        <noscript><p class="note">Without scripts this page cannot send the key: use curl, as the documentation
        shows.</p></noscript>
        """);
}
