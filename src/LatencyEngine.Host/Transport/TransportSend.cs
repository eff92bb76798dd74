using System.Diagnostics;
using LatencyEngine.Host.Text;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Publishing;

namespace LatencyEngine.Host.Transport;

/// <summary>Offers numbered messages to a channel. The calling thread.</summary>
internal sealed class TransportSend(TransportOptions options)
{
    private readonly Stopwatch _time = Stopwatch.StartNew();

    public int Run(CancellationToken cancellation)
    {
        using var driver = MediaDriver.Start(options.Driver);
        using var publication = driver.AddPublication(options.Channel, options.StreamId);
        if (!Await(() => publication.IsConnected, cancellation)) return Fail($"nobody listens at {options.Channel}");
        _time.Restart();
        var message = new byte[options.BytesMax];
        for (long number = 0; number < options.Count; number++)
        {
            Pace(number);
            var payload = message.AsSpan(0, NumberedMessage.LengthOf(number, options.BytesMax));
            NumberedMessage.Write(number, payload);
            if (!TryOffer(publication, payload, cancellation)) return Fail($"ended after {Amounts.Count(number)} messages");
        }
        var seconds = _time.Elapsed.TotalSeconds;
        Console.Out.WriteLine($"sent {Amounts.Count(options.Count)} messages, {Amounts.Count((long)(options.Count / seconds))}/s");
        publication.Dispose();
        Await(() => driver.DescribePublications().Count == 0, cancellation);
        TransportCounters.Write(driver.Counters);
        return ExitCode.Success;
    }

    private bool TryOffer(Publication publication, ReadOnlySpan<byte> payload, CancellationToken cancellation)
    {
        var since = _time.Elapsed;
        while (publication.Offer(payload) < 0)
        {
            if (cancellation.IsCancellationRequested || _time.Elapsed - since > options.Patience) return false;
            Thread.Yield();
        }
        return true;
    }

    private void Pace(long number)
    {
        if (options.Rate <= 0) return;
        while (_time.Elapsed.TotalSeconds * options.Rate < number) Thread.Yield();
    }

    private bool Await(Func<bool> isThere, CancellationToken cancellation)
    {
        var since = _time.Elapsed;
        while (!isThere())
        {
            if (cancellation.IsCancellationRequested || _time.Elapsed - since > options.Patience) return false;
            Thread.Sleep(1);
        }
        return true;
    }

    private static int Fail(string reason)
    {
        Console.Error.WriteLine($"error: {reason}");
        return ExitCode.Failure;
    }
}
