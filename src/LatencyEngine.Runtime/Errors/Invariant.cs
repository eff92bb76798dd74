using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LatencyEngine.Runtime.Errors;

/// <summary>
/// Checks that stay on in production. A broken invariant is a bug: stop, and recover by replay. Any thread; no state.
/// </summary>
public static class Invariant
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(
        [DoesNotReturnIf(false)] bool condition,
        [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        if (!condition) Fail(expression);
    }

    /// <summary>For the branch that must not be reached.</summary>
    [ColdPath("the process is about to stop"), DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    public static void Fail(string expression) => throw new InvariantViolatedException(expression);
}
