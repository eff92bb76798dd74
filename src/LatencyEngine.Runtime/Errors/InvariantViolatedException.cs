namespace LatencyEngine.Runtime.Errors;

/// <summary>A fact that the code relies on is false: a bug. The process stops and recovers by replay; nobody retries.</summary>
[ColdPath("the process is about to stop")]
public sealed class InvariantViolatedException : Exception
{
    public InvariantViolatedException() : this("unstated")
    {
    }

    /// <param name="expression">The condition, as written in the source, that should have been true.</param>
    public InvariantViolatedException(string expression) : base($"Invariant violated: {expression}") =>
        Expression = expression;

    public InvariantViolatedException(string expression, Exception cause)
        : base($"Invariant violated: {expression}", cause) => Expression = expression;

    public string Expression { get; }
}
