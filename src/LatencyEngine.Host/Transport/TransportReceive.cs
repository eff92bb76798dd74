using System.Diagnostics;
using LatencyEngine.Host.Text;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Subscribing;

namespace LatencyEngine.Host.Transport;

/// <summary>
/// Takes numbered messages from a channel until the last one of a sender has come, and checks all of them. A sender that
/// goes is waited for, and may begin anew. The calling thread.
/// </summary>
internal sealed class TransportReceive(TransportOptions options, bool isLate)
{
    private const int FragmentsPerPoll = 64;

    public int Run(CancellationToken cancellation)
    {
        using var driver = MediaDriver.Start(options.Driver);
        using var subscription = driver.AddSubscription(options.Channel, options.StreamId);
        subscription.ImageAvailable = image => Tell($"hears session {image.SessionId} from position {image.JoinPosition}");
        subscription.ImageUnavailable = image => Tell($"session {image.SessionId} is gone at {image.Position}");
        var reader = new Reader { BytesMax = options.BytesMax, IsLate = isLate };
        var silence = Stopwatch.StartNew();
        while (reader.Next < options.Count && reader.Wrong is null)
        {
            if (subscription.Poll(ref reader, FragmentsPerPoll) > 0) silence.Restart();
            else Thread.Yield();
            if (silence.Elapsed <= options.Patience && !cancellation.IsCancellationRequested) continue;
            reader.Wrong = $"silence after {Amounts.Count(reader.Received)} messages";
        }
        TransportCounters.Write(driver.Counters);
        if (reader.Wrong is { } wrong) Tell($"error: {wrong}");
        else Console.Out.WriteLine($"received {Amounts.Count(reader.Received)} messages in order");
        return reader.Wrong is null ? ExitCode.Success : ExitCode.Failure;
    }

    private static void Tell(string line) => Console.Error.WriteLine(line);

    private struct Reader : IFragmentHandler
    {
        public int BytesMax;
        public bool IsLate;
        public long Next;
        public long Received;
        public string? Wrong;

        private int? _sessionId;

        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header)
        {
            if (header.SessionId != _sessionId) Begin(payload, header.SessionId);
            if (NumberedMessage.Check(payload, Next, BytesMax) is { } wrong)
                Wrong ??= $"message {Next} of session {header.SessionId}: {wrong}";
            Next++;
            Received++;
        }

        private void Begin(ReadOnlySpan<byte> payload, int sessionId)
        {
            _sessionId = sessionId;
            Received = 0;
            Next = IsLate ? BitConverter.ToInt64(payload) : 0;
        }
    }
}
