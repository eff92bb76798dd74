using System.Diagnostics;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// The threads on which the parts of a contender run: started once, placed once, parked in between. Driven by
/// the main thread, which sleeps while they work.
/// </summary>
internal sealed class Crew : IDisposable
{
    private readonly CrewMember[] _members;

    private Crew(CrewMember[] members) => _members = members;

    /// <summary>What the operating system answered about each member's place.</summary>
    public IEnumerable<string> Placement => _members.Select(member => member.Placement);

    /// <summary>One member for each core, pinned there.</summary>
    public static Crew Pinned(params ReadOnlySpan<int> cores)
    {
        var members = new CrewMember[cores.Length];
        for (var i = 0; i < members.Length; i++)
            members[i] = new CrewMember($"bench-pinned-{i}", ThreadPlacement.OnCore(cores[i]));
        return new Crew(members);
    }

    /// <summary>Members that the scheduler places, for contests with more threads than cores.</summary>
    public static Crew Floating(int count)
    {
        var members = new CrewMember[count];
        for (var i = 0; i < count; i++)
            members[i] = new CrewMember($"bench-floating-{i}", ThreadPlacement.Anywhere);
        return new Crew(members);
    }

    /// <summary>
    /// Runs one part on each of the first members, all released at once. Returns the time from the first
    /// part's start to the last part's end. A part that throws does not stop the others; its exception is
    /// thrown here.
    /// </summary>
    public TimeSpan Run(params Action[] parts)
    {
        if (parts.Length > _members.Length)
            throw new ArgumentException(
                $"{parts.Length} parts need as many members, the crew has {_members.Length}.");
        using var start = new StartLine(parts.Length);
        for (var i = 0; i < parts.Length; i++) _members[i].Begin(parts[i], start);
        start.AwaitEnd();
        var failures = _members.Take(parts.Length).Select(member => member.Failure).OfType<Exception>()
            .ToArray();
        if (failures.Length > 0) throw new AggregateException(failures);
        return Stopwatch.GetElapsedTime(
            _members.Take(parts.Length).Min(member => member.StartedTicks),
            _members.Take(parts.Length).Max(member => member.EndedTicks));
    }

    public void Dispose()
    {
        foreach (var member in _members) member.Dispose();
    }
}
