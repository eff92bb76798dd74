using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Subscribing;

namespace LatencyEngine.Multicast.Driver;

/// <summary>
/// The addresses of a subscription that listens at several. A cold thread changes them; the receiver carries it out. A
/// publication that is heard at more than one of them is one image.
/// </summary>
internal sealed class ManualDestinations(
    Endpoints endpoints, ReceiverAgent receiver, StreamInterest interest, SubscriptionParameters parameters)
{
    private readonly Dictionary<string, ReceiveEndpoint> _destinations = [];
    private readonly long _owner = UdpChannel.NewOwner();

    public void Change(Subscription subscription, string channel, bool isAdded)
    {
        if (isAdded) Add(channel);
        else Remove(channel);
    }

    private void Add(string channel)
    {
        if (_destinations.ContainsKey(channel)) return;
        var endpoint = endpoints.OpenReceiving(UdpChannel.Resolve(ChannelUri.Parse(channel)).OwnedBy(_owner), parameters);
        _destinations.Add(channel, endpoint);
        receiver.Mailbox.Post(() =>
        {
            receiver.Listen(endpoint, interest);
            endpoints.Keep(endpoint);
        });
    }

    private void Remove(string channel)
    {
        if (!_destinations.Remove(channel, out var endpoint)) return;
        receiver.Mailbox.Post(() => receiver.Unlisten(endpoint, interest));
    }
}
