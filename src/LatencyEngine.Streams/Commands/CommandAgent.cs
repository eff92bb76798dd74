using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.Runtime.Agents;

namespace LatencyEngine.Streams.Commands;

/// <summary>
/// The thread of a gate: learns what was taken before a restart, then takes envelopes off their stream. Never pinned;
/// owns nothing.
/// </summary>
/// <param name="recall">Hands the gate the records of a session that goes on; nothing is let in before it is done.</param>
public sealed class CommandAgent(CommandGate gate, Subscription envelopes, Action recall) : IAgent
{
    private const int EnvelopesPerCycleMax = 64;

    public string RoleName => "commands";

    public void OnStart() => recall();

    public int DoWork()
    {
        var handler = new Handler(gate);
        return envelopes.Poll(ref handler, EnvelopesPerCycleMax) + gate.DoWork();
    }

    public void OnClose() => gate.Close();

    private readonly struct Handler(CommandGate gate) : IFragmentHandler
    {
        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header) => gate.OnEnvelope(payload);
    }
}
