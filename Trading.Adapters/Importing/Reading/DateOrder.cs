namespace Trading.Adapters.Importing.Reading;

/// <summary>What stands first in a date such as 11/03/2025.</summary>
public enum DateOrder
{
    /// <summary>The month, as in the United States.</summary>
    MonthFirst,

    /// <summary>The day.</summary>
    DayFirst,
}
