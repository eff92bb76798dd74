using LatencyEngine.Multicast.Driver;
using LatencyEngine.Runtime.Agents;
using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Multicast.Publishing;

/// <summary>
/// Sends all streams of a driver, and takes what receivers answer. An agent on the driver's thread, or on one of its
/// own; owns the streams and their endpoints.
/// </summary>
internal sealed class SenderAgent(string name, IClock clock, Action<SendEndpoint> onUnused) : IAgent
{
    /// <summary>Answers are looked for in every cycle without data, and in every sixth one with.</summary>
    private const int CyclesBetweenControlPolls = 6;

    private const long TimerIntervalNanos = 10_000_000;

    private OutboundStream[] _streams = [];
    private SendEndpoint[] _endpoints = [];
    private int _turn;
    private int _cyclesToControl;
    private long _timerNanos;

    public string RoleName { get; } = $"{name}-sender";

    public Mailbox Mailbox { get; } = new();

    /// <summary>The streams now, a list that does not change once taken. Any thread.</summary>
    public IReadOnlyList<OutboundStream> Streams => Volatile.Read(ref _streams);

    public void OnStart()
    {
    }

    public int DoWork()
    {
        var work = Mailbox.Drain();
        var nowNanos = clock.MonotonicNanos();
        var bytes = SendAll(nowNanos);
        work += bytes;
        if (bytes == 0 || --_cyclesToControl <= 0) work += PollControl(nowNanos);
        if (nowNanos - _timerNanos >= TimerIntervalNanos) OnTime(nowNanos);
        return work;
    }

    public void OnClose()
    {
        foreach (var stream in _streams) stream.Dispose();
        foreach (var endpoint in _endpoints) endpoint.Dispose();
    }

    /// <summary>By its mailbox.</summary>
    public void Add(OutboundStream stream)
    {
        if (!_endpoints.Contains(stream.Endpoint)) _endpoints = [.. _endpoints, stream.Endpoint];
        stream.Endpoint.Add(stream);
        Volatile.Write(ref _streams, [.. _streams, stream]);
    }

    private int SendAll(long nowNanos)
    {
        var streams = _streams;
        if (streams.Length == 0) return 0;
        var turn = (int)((uint)_turn++ % (uint)streams.Length);
        var bytes = 0;
        for (var i = turn; i < streams.Length; i++) bytes += streams[i].Send(nowNanos);
        for (var i = 0; i < turn; i++) bytes += streams[i].Send(nowNanos);
        return bytes;
    }

    private int PollControl(long nowNanos)
    {
        _cyclesToControl = CyclesBetweenControlPolls;
        var work = 0;
        foreach (var endpoint in _endpoints) work += endpoint.PollControl(nowNanos);
        return work;
    }

    private void OnTime(long nowNanos)
    {
        _timerNanos = nowNanos;
        foreach (var endpoint in _endpoints) endpoint.OnTime(nowNanos);
        foreach (var stream in _streams)
        {
            stream.OnTime(nowNanos);
            if (stream.IsDone) Remove(stream);
        }
    }

    private void Remove(OutboundStream stream)
    {
        stream.Endpoint.Remove(stream);
        Volatile.Write(ref _streams, [.. _streams.Where(other => other != stream)]);
        onUnused(stream.Endpoint);
        stream.Dispose();
    }

    /// <summary>By the driver, on this thread: nobody sends there any more.</summary>
    public void Close(SendEndpoint endpoint)
    {
        _endpoints = [.. _endpoints.Where(other => other != endpoint)];
        endpoint.Dispose();
    }
}
