using LatencyEngine.Multicast.Subscribing;

namespace LatencyEngine.Tests.Multicast.Simulation;

/// <summary>Polls a subscription and checks all of every message, and that each publication's come once and in order.</summary>
internal sealed class CheckingReader
{
    private const int FragmentLimit = 64;

    private readonly Dictionary<int, int> _next = [];
    private readonly MessageFlow _flow;

    public CheckingReader(Subscription subscription, MessageFlow flow)
    {
        Subscription = subscription;
        _flow = flow;
        subscription.ImageAvailable = image => Available.Add(image);
        subscription.ImageUnavailable = image => Unavailable.Add(image);
    }

    public Subscription Subscription { get; }

    public List<Image> Available { get; } = [];

    public List<Image> Unavailable { get; } = [];

    public int Count { get; private set; }

    /// <summary>Messages left out between others of the same publication.</summary>
    public int Missed { get; private set; }

    /// <summary>Number of the last message.</summary>
    public int Last { get; private set; } = -1;

    /// <summary>Number of the first message.</summary>
    public int First { get; private set; } = -1;

    public int LastSessionId { get; private set; }

    public int Poll(int fragmentLimit = FragmentLimit)
    {
        var handler = new Handler(this);
        return Subscription.Poll(ref handler, fragmentLimit);
    }

    private void OnMessage(ReadOnlySpan<byte> message, in FragmentHeader header)
    {
        var number = _flow.Check(message);
        Assert.Equal(number, header.ReservedValue);
        if (_next.TryGetValue(header.SessionId, out var next))
        {
            Assert.True(number >= next, $"Message {number} came again, or late: {next} was expected.");
            Missed += number - next;
        }
        _next[header.SessionId] = number + 1;
        if (First < 0) First = number;
        Last = number;
        LastSessionId = header.SessionId;
        Count++;
    }

    private readonly struct Handler(CheckingReader reader) : IFragmentHandler
    {
        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header) => reader.OnMessage(payload, in header);
    }
}
