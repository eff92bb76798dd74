using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Replay;
using LatencyEngine.Host.Sbe;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using LatencyEngine.Trading.Orders;

namespace LatencyEngine.Host.Journal.Orders;

/// <summary>
/// Finds in which input an order was decided where no record tells: executes the inputs again and looks when the order is
/// there. Cold; the calling thread.
/// </summary>
internal static class OrderDecisionSearch
{
    /// <summary>The story with its decision, or as it was when this version cannot execute the session.</summary>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static OrderStory Complete(
        OrderStory story, ISessionReader session, ScanProgress progress, CancellationToken cancellation)
    {
        if (story.Decision != OrderDecision.Unknown) return story;
        if (Find(story, session, progress, cancellation) is not { } decision) return story;
        return story with { Decision = OrderDecision.Replayed, Events = [decision, .. story.Events] };
    }

    private static OrderEvent? Find(
        OrderStory story, ISessionReader session, ScanProgress progress, CancellationToken cancellation)
    {
        try
        {
            using var stepper = RecordedSession.Read(session.Head).NewStepper();
            var slot = default(EngineEvent);
            session.Rewind();
            while (stepper.NextInput < story.Events[0].InputNumber && session.TryRead(out var record))
            {
                progress.Advance(cancellation);
                if (record.Kind != RecordKind.Input || !slot.TryRead(record.Message)) continue;
                stepper.Step(ref slot);
                if (stepper.Stages.Orders.FindOrder(story.OrderId) != OrderTable.None)
                    return new OrderEvent(new RecordCopy(in record), stepper.NextInput - 1, []);
            }

            return null;
        }
        catch (InputRefusedException)
        {
            return null; // Its configuration is not of this version: the story stays as it was recorded.
        }
    }
}
