using System.Collections.Concurrent;

namespace LatencyEngine.Multicast.Driver;

/// <summary>
/// What cold threads ask of an agent, carried out at the top of its next duty cycle. Any thread posts; the agent's
/// thread takes.
/// </summary>
internal sealed class Mailbox
{
    private readonly ConcurrentQueue<Action> _requests = new();

    public void Post(Action request) => _requests.Enqueue(request);

    /// <summary>Carries out what was asked before now.</summary>
    /// <returns>Requests carried out.</returns>
    public int Drain()
    {
        if (_requests.IsEmpty) return 0;
        var count = 0;
        while (_requests.TryDequeue(out var request))
        {
            request();
            count++;
        }
        return count;
    }
}
