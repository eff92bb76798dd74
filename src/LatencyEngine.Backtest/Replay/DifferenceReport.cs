using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Backtest.Replay;

/// <summary>Puts a difference between a recorded and an executed output into words. Cold, pure.</summary>
internal static class DifferenceReport
{
    /// <param name="recorded">A null reference where there is none.</param>
    /// <param name="executed">A null reference where there is none.</param>
    /// <param name="sequence">Journal sequence of the recorded one, or of the record in its place.</param>
    /// <param name="inputSequence">Journal sequence of the cause.</param>
    /// <param name="inputIndex">The cause among the inputs of the session.</param>
    public static ReplayDifference Of(
        in EngineEvent recorded, in EngineEvent executed, long sequence, long inputSequence, long inputIndex)
    {
        var isRecorded = !Unsafe.IsNullRef(in recorded);
        var isExecuted = !Unsafe.IsNullRef(in executed);
        var known = isRecorded ? recorded : executed;
        var (field, was, now) = isRecorded && isExecuted
            ? MessageDifference.Find(in recorded, in executed)
            : (MessageDifference.WholeMessage, TextOf(in recorded), TextOf(in executed));
        return new ReplayDifference(
            sequence, inputSequence, inputIndex, (int)known.As<AlertRaised>().OutputIndex,
            MessageDifference.NameOf(in known), field, was, now);
    }

    private static string TextOf(in EngineEvent message) =>
        Unsafe.IsNullRef(in message) ? ReplayDifference.Nothing : message.ToString();
}
