namespace Trading.Cli.Output;

/// <summary>A document that is JSON already, so that every output gives the same bytes.</summary>
/// <param name="Text">The JSON, with the line feed that ends it.</param>
internal sealed record JsonText(string Text);
