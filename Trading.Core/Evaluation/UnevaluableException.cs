namespace Trading.Core.Evaluation;

/// <summary>There is too little recorded to evaluate a recipe. The message says what is missing.</summary>
public sealed class UnevaluableException(string message) : Exception(message);
