using System.Runtime.CompilerServices;

namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>
/// A shared word for models written in the test project: every access is a step of the explorer.
/// </summary>
internal sealed class SharedVariable(string name, long value = 0)
{
    private long _value = value;

    private Location Location => new(this, 0);

    /// <summary>The value without a step; for outcomes, after the run.</summary>
    public long Final => _value;

    public long Read()
    {
        Announce(AccessKind.Read);
        return _value;
    }

    public void Write(long value)
    {
        Announce(AccessKind.Write);
        _value = value;
    }

    public long Add(long amount)
    {
        Announce(AccessKind.Write);
        return _value += amount;
    }

    /// <summary>Writes the value unless a higher one is there, in one step.</summary>
    public void RaiseTo(long value)
    {
        Announce(AccessKind.Write);
        _value = Math.Max(_value, value);
    }

    public bool CompareExchange(long value, long expected)
    {
        Announce(AccessKind.Write);
        if (_value != expected) return false;
        _value = value;
        return true;
    }

    /// <summary>
    /// Parks the calling thread if the value is still the expected one, in one step: a futex wait.
    /// </summary>
    public void ParkWhile(long expected) => Simulation.Park(Location, () => _value == expected, name);

    public void UnparkAll() => Simulation.Unpark(Location, $"{name} (unpark)");

    private void Announce(AccessKind kind, [CallerMemberName] string caller = "") =>
        Simulation.Step(new Access(kind, Location, $"{name} ({caller})"));
}
