using System.Diagnostics;

namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// Marks the places where another thread may come between two accesses to shared memory. In the product every call
/// vanishes at compile time; the model tests compile this room again with INTERLEAVING defined and switch threads at
/// each mark, so that every schedule of a small ring can be run. Any thread; no state in the product.
/// </summary>
public static class Interleaving
{
    /// <summary>Stands before every load of memory that two threads share.</summary>
    /// <param name="place">The object that holds the memory.</param>
    /// <param name="offset">Tells several places of one object apart.</param>
    [Conditional("INTERLEAVING")]
    public static void Read(object place, long offset = 0)
    {
#if INTERLEAVING
        Scheduler?.Step(place, offset, changes: false);
#endif
    }

    /// <summary>Stands before every store and every atomic exchange of memory that two threads share.</summary>
    /// <param name="place">The object that holds the memory.</param>
    /// <param name="offset">Tells several places of one object apart.</param>
    [Conditional("INTERLEAVING")]
    public static void Write(object place, long offset = 0)
    {
#if INTERLEAVING
        Scheduler?.Step(place, offset, changes: true);
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
        void Step(object place, long offset, bool changes);

        void Spin();

        /// <summary>
        /// Parks the calling model thread at a place in one step, unless <paramref name="mayGoOn"/> is true already;
        /// only
        /// <see cref="Unpark"/> lets it go on.
        /// </summary>
        void Park(object place, Func<bool> mayGoOn);

        /// <summary>Lets every thread go on that is parked at a place.</summary>
        void Unpark(object place);
    }

    /// <summary>Per thread, so that tests which run side by side do not schedule each other.</summary>
    [field: ThreadStatic]
    public static IScheduler? Scheduler { get; set; }
#endif
}
