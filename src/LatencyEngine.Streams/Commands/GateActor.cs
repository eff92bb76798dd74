using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Streams.Commands;

/// <summary>An actor as the gate knows it: its key, and the commands that it has given. The gate's thread.</summary>
internal sealed class GateActor(ActorKey key, int keysRemembered)
{
    private KeyMemory? _commands;

    public ActorKey Key => key;

    /// <summary>Made with the first command: most of the actors that a file names never give one.</summary>
    public KeyMemory Commands => _commands ??= new KeyMemory(keysRemembered);
}
