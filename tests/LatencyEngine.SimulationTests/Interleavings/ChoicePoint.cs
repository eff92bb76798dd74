using System.Numerics;

namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>
/// One decision of the depth-first search: which threads could run, which were tried, which need not be
/// tried. Sets of threads are bit masks.
/// </summary>
internal sealed class ChoicePoint
{
    public const int NoThread = -1;

    /// <summary>Threads that could make their next step.</summary>
    public uint Enabled { get; init; }

    /// <summary>
    /// Enabled threads whose step would only repeat a result that another branch has covered.
    /// </summary>
    public uint Asleep { get; init; }

    /// <summary>The thread that ran before, or <see cref="NoThread"/>.</summary>
    public int Previous { get; init; }

    /// <summary>Preemptions made before this decision.</summary>
    public int Preemptions { get; init; }

    /// <summary>Enabled threads whose choice was explored to the end.</summary>
    public uint Done { get; private set; }

    public int Chosen { get; private set; } = NoThread;

    /// <summary>Whether choosing the thread takes the processor away from one that could go on.</summary>
    public bool Preempts(int thread) => thread != Previous && Previous != NoThread && Contains(Enabled, Previous);

    /// <summary>
    /// Takes the next untried thread, the one that ran before first; false when none is left.
    /// </summary>
    public bool ChooseNext(Bounds bounds)
    {
        if (Chosen != NoThread) Done |= 1u << Chosen;
        var open = Enabled & ~Asleep & ~Done;
        if (bounds.Preemptions <= Preemptions && Previous != NoThread && Contains(Enabled, Previous))
            open &= 1u << Previous;
        Chosen = open == 0 ? NoThread : Default(open, Previous);
        return Chosen != NoThread;
    }

    public void Choose(int thread) => Chosen = thread;

    /// <summary>
    /// The thread that ran before if it can, else the first: the choice that costs no switch.
    /// </summary>
    public static int Default(uint set, int previous) =>
        previous != NoThread && Contains(set, previous) ? previous : BitOperations.TrailingZeroCount(set);

    public static bool Contains(uint set, int thread) => (set >> thread & 1) != 0;
}
