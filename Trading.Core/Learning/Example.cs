namespace Trading.Core.Learning;

/// <summary>A labelled row: what was known at a minute, and how the trade decided then ended.</summary>
/// <param name="Session">New York date.</param>
/// <param name="Symbol">The ticker.</param>
/// <param name="Minute">The minute of the decision; every bar used was complete by then.</param>
/// <param name="MinutesToExit">Whole minutes from the decision to the day's exit.</param>
/// <param name="Features">The feature row, in the schema's order.</param>
/// <param name="Profit">The label.</param>
/// <param name="NetReturn">Return of the trade after costs, as a fraction.</param>
/// <param name="EndsAt">Start of the bar in which the trade ended; the label spans [Minute, EndsAt].</param>
public sealed record Example(
    LocalDate Session,
    string Symbol,
    Instant Minute,
    int MinutesToExit,
    float[] Features,
    bool Profit,
    double NetReturn,
    Instant EndsAt);
