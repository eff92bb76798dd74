using LatencyEngine.Runtime.Agents;

namespace LatencyEngine.Tests.Runtime.Agents;

/// <summary>Writes down every call into a list that several agents may share; throws where it is told to.</summary>
internal sealed class RecordingAgent(string roleName, List<string> calls, string? throwsIn = null) : IAgent
{
    public string RoleName => roleName;

    public int WorkPerStep { get; init; } = 1;

    public void OnStart() => Record("start");

    public int DoWork()
    {
        Record("work");
        return WorkPerStep;
    }

    public void OnClose() => Record("close");

    private void Record(string call)
    {
        lock (calls) calls.Add($"{roleName}.{call}");
        if (throwsIn == call) throw new InvalidOperationException($"{call} of {roleName}");
    }
}
