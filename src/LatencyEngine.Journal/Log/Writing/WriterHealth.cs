using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Log.Writing;

/// <summary>
/// Remembers the failure that ended a writer. After it nothing succeeds any more: what the operating system has shown
/// to be unreliable once is never tried again as if nothing had happened. Set by any thread of the writer.
/// </summary>
internal sealed class WriterHealth
{
    private volatile Exception? _cause;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Check()
    {
        if (_cause is not null) Throw();
    }

    /// <summary>Ends the writer for good.</summary>
    /// <returns>What its user gets to see.</returns>
    public JournalException Poison(string what, Exception cause)
    {
        _cause ??= cause;
        return new JournalException($"{what} failed, and the log accepts nothing more: {cause.Message}", cause);
    }

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    private void Throw() =>
        throw new JournalException($"the log accepts nothing more since a failure: {_cause!.Message}", _cause);
}
