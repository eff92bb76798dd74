using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Multicast.Subscribing;

namespace LatencyEngine.Multicast.Driver;

/// <summary>
/// Subscriptions that read the publications of their own process, without a socket between. Cold threads add and
/// forget; the list is the sender's.
/// </summary>
internal sealed class SpySubscriptions(SenderAgent sender)
{
    private readonly List<Spy> _spies = [];

    public Subscription Add(string channel, string canonical, int streamId, SubscriptionParameters parameters)
    {
        var subscription = new Subscription(channel, streamId, Forget, RefuseDestination);
        var spy = new Spy(subscription, canonical, parameters);
        sender.Mailbox.Post(() =>
        {
            _spies.Add(spy);
            foreach (var stream in sender.Streams) Join(spy, stream);
        });
        return subscription;
    }

    public void Forget(Subscription subscription) => sender.Mailbox.Post(() =>
    {
        if (_spies.RemoveAll(spy => spy.Subscription == subscription) == 0) return;
        foreach (var stream in sender.Streams) stream.Leave(subscription);
    });

    /// <summary>The sender's thread: there is a new publication.</summary>
    public void OnAdded(OutboundStream stream)
    {
        foreach (var spy in _spies) Join(spy, stream);
    }

    private static void Join(Spy spy, OutboundStream stream)
    {
        if (stream.StreamId != spy.Subscription.StreamId || stream.Endpoint.Channel.Canonical != spy.Canonical) return;
        if (spy.Parameters.SessionId is { } only && only != stream.SessionId) return;
        stream.Join(spy.Subscription, spy.Parameters);
    }

    private static void RefuseDestination(Subscription subscription, string channel, bool isAdded) =>
        throw new InvalidOperationException($"Channel '{subscription.Channel}' reads this process: it has no destinations.");

    private sealed record Spy(Subscription Subscription, string Canonical, SubscriptionParameters Parameters);
}
