using System.Diagnostics;

namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// Marks the places where another thread may come between two accesses to shared memory. In the product every call
/// vanishes at compile time; the model tests compile this room again with INTERLEAVING defined and switch threads at
/// each mark, so that every schedule of a small ring can be run. Any thread; no state in the product.
/// </summary>
public static class Interleaving
{
    /// <summary>Stands before every load, store or compare-and-swap of memory that two threads share.</summary>
    [Conditional("INTERLEAVING")]
    public static void Step()
    {
#if INTERLEAVING
        Scheduler?.Step();
#endif
    }

    /// <summary>
    /// Stands in every loop that polls: the caller cannot go on until another thread has moved, so a schedule that
    /// runs it again at once shows nothing new.
    /// </summary>
    [Conditional("INTERLEAVING")]
    public static void Spin()
    {
#if INTERLEAVING
        Scheduler?.Spin();
#endif
    }

#if INTERLEAVING
    /// <summary>Decides who runs next; <c>null</c> outside a model run.</summary>
    public interface IScheduler
    {
        void Step();

        void Spin();

        /// <summary>
        /// Blocks the calling model thread until <paramref name="mayGoOn"/> is true: a futex that nobody misses.
        /// </summary>
        void BlockUntil(Func<bool> mayGoOn);
    }

    /// <summary>Per thread, so that tests which run side by side do not schedule each other.</summary>
    [field: ThreadStatic]
    public static IScheduler? Scheduler { get; set; }
#endif
}
