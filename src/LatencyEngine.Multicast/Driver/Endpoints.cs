using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Multicast.Sockets;
using LatencyEngine.Multicast.Subscribing;

namespace LatencyEngine.Multicast.Driver;

/// <summary>
/// The sockets of a driver, shared by streams of the same channel. Cold threads open, agents let go; a lock keeps the
/// two apart, so that no socket is closed while somebody is about to use it.
/// </summary>
internal sealed class Endpoints(INetwork network, DriverCounters counters, long receiverId)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SendEndpoint> _sending = [];
    private readonly Dictionary<string, ReceiveEndpoint> _receiving = [];

    // Uses that were promised to cold threads, and are not yet known to the agent.
    private readonly Dictionary<object, int> _promised = [];

    /// <summary>The endpoint that sends to a channel, promised until <see cref="Keep"/>.</summary>
    /// <exception cref="ChannelException">Its address cannot be used.</exception>
    public SendEndpoint OpenSending(UdpChannel channel, PublicationParameters parameters)
    {
        lock (_lock)
        {
            if (!_sending.TryGetValue(channel.Canonical, out var endpoint))
                _sending.Add(channel.Canonical, endpoint = NewSending(channel, parameters));
            Promise(endpoint);
            return endpoint;
        }
    }

    /// <summary>The endpoint that hears a channel, promised until <see cref="Keep"/>.</summary>
    /// <exception cref="ChannelException">Its address cannot be used.</exception>
    public ReceiveEndpoint OpenReceiving(UdpChannel channel, SubscriptionParameters parameters)
    {
        lock (_lock)
        {
            if (!_receiving.TryGetValue(channel.Canonical, out var endpoint))
                _receiving.Add(channel.Canonical, endpoint = NewReceiving(channel, parameters));
            Promise(endpoint);
            return endpoint;
        }
    }

    /// <summary>The agent uses now what was promised.</summary>
    public void Keep(object endpoint)
    {
        lock (_lock)
        {
            if (--_promised[endpoint] == 0) _promised.Remove(endpoint);
        }
    }

    /// <summary>An agent has no more use for an endpoint.</summary>
    /// <returns>Whether nobody else has: it is to be closed.</returns>
    public bool LetGo(SendEndpoint endpoint)
    {
        lock (_lock)
            return !_promised.ContainsKey(endpoint) && endpoint.HasNoStreams && _sending.Remove(endpoint.Channel.Canonical);
    }

    /// <inheritdoc cref="LetGo(SendEndpoint)"/>
    public bool LetGo(ReceiveEndpoint endpoint)
    {
        lock (_lock)
            return !_promised.ContainsKey(endpoint) && endpoint.HasNoInterest && _receiving.Remove(endpoint.Channel.Canonical);
    }

    private void Promise(object endpoint) => _promised[endpoint] = _promised.GetValueOrDefault(endpoint) + 1;

    private SendEndpoint NewSending(UdpChannel channel, PublicationParameters parameters)
    {
        var data = network.Open(SendingOptions(channel, parameters));
        try
        {
            return new SendEndpoint(channel, data, channel.IsMulticast ? network.Open(AnswerOptions(channel, parameters)) : null, counters);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    private ReceiveEndpoint NewReceiving(UdpChannel channel, SubscriptionParameters parameters)
    {
        var data = channel.Data ?? throw new ChannelException(
            $"Channel '{channel.Text}': an endpoint to listen at was expected, and there is none.");
        return new ReceiveEndpoint(channel, network.Open(new DatagramSocketOptions
        {
            Bind = channel.IsMulticast ? AnyOf(data, data.Port) : data,
            Group = channel.IsMulticast ? data : null,
            Interface = channel.Interface,
            IsShared = channel.IsMulticast,
            TimeToLive = channel.TimeToLive,
            ReceiveBufferBytes = parameters.ReceiveBufferBytes,
            SendBufferBytes = parameters.SendBufferBytes,
            TakesTrains = true,
            Channel = channel.Text,
        }), receiverId);
    }

    // Multi-destination: bound to the control address, where receivers come to. Else anywhere.
    private static DatagramSocketOptions SendingOptions(UdpChannel channel, PublicationParameters parameters) => new()
    {
        Bind = SendingAddress(channel),
        Interface = channel.Interface,
        TimeToLive = channel.TimeToLive,
        ReceiveBufferBytes = parameters.ReceiveBufferBytes,
        SendBufferBytes = parameters.SendBufferBytes,
        Channel = channel.Text,
    };

    private static UdpAddress SendingAddress(UdpChannel channel)
    {
        if (!channel.IsMulticast && channel.Control is { } control) return control;
        if (channel.Interface is { } local) return local;
        return channel.Data is { } data ? AnyOf(data, port: 0) : new UdpAddress(0, 0, 0, 0, IsV6: false);
    }

    private static DatagramSocketOptions AnswerOptions(UdpChannel channel, PublicationParameters parameters) => new()
    {
        Bind = AnyOf(channel.Control!.Value, channel.Control.Value.Port),
        Group = channel.Control,
        Interface = channel.Interface,
        IsShared = true,
        ReceiveBufferBytes = parameters.ReceiveBufferBytes,
        Channel = channel.Text,
    };

    private static UdpAddress AnyOf(UdpAddress address, ushort port) => new(0, 0, 0, port, address.IsV6);
}
