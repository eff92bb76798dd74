using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LatencyEngine.Runtime.Rings;

/// <summary>The throw sites of this folder, out of line so that the hot methods stay small.</summary>
[ColdPath("the caller has made a mistake, or the pipeline has stopped")]
internal static class RingErrors
{
    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    public static void CountOutOfRange(string ring, int count, int capacity) => throw new ArgumentOutOfRangeException(
        nameof(count), count, $"Ring '{ring}': a batch has 1 to {capacity} slots, not {count}.");

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    public static void NoSpans(string ring) => throw new InvalidOperationException(
        $"Ring '{ring}' publishes by slot: headers lie between its payloads, so there are no spans.");

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    public static void OutOfOrder(string ring, long first, long last, long expectedFirst, long roomUntil) =>
        throw new InvalidOperationException(
            $"Ring '{ring}': published {first}..{last}, but the next to publish is {expectedFirst}, up to {roomUntil}.");

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    public static void Halted(string ring, Exception? cause) => throw new RingHaltedException(ring, cause);

    [DoesNotReturn, MethodImpl(MethodImplOptions.NoInlining)]
    public static void Canceled(CancellationToken cancellation) => throw new OperationCanceledException(cancellation);
}
