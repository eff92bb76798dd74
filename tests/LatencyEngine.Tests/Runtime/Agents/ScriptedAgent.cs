using LatencyEngine.Runtime.Agents;

namespace LatencyEngine.Tests.Runtime.Agents;

/// <summary>An agent that notes every call, with its thread, and does in each what the test says.</summary>
internal sealed class ScriptedAgent(string roleName, List<string>? log = null) : IAgent
{
    private readonly List<string> _log = log ?? [];

    public string RoleName => roleName;

    public IReadOnlyList<string> Log => _log;

    public HashSet<int> Threads { get; } = [];

    public string ThreadName { get; private set; } = "";

    public Action Start { get; init; } = () => { };

    public Func<int> Work { get; init; } = () => 0;

    public Action Close { get; init; } = () => { };

    public int DoWork()
    {
        Note("work");
        return Work();
    }

    public void OnStart()
    {
        Note("start");
        Start();
    }

    public void OnClose()
    {
        Note("close");
        Close();
    }

    private void Note(string call)
    {
        if (_log.Count < 1_000 || call != "work") _log.Add($"{roleName} {call}");
        Threads.Add(Environment.CurrentManagedThreadId);
        ThreadName = Thread.CurrentThread.Name ?? "";
    }
}
