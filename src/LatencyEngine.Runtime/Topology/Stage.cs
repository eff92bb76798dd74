using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// A handler at work: its declaration, its processor and, while it runs, its thread. The control thread.
/// </summary>
[ColdPath("control of a running pipeline")]
internal sealed class Stage(HandlerDeclaration handler, IProcessor processor)
{
    private const int NoThread = 0;

    // Set by the thread itself: the handler may run before the starter has the thread in hand.
    private int _managedThreadId = NoThread;

    public HandlerDeclaration Handler => handler;

    public IProcessor Processor => processor;

    /// <summary>
    /// The thread of the current or the last run; <c>null</c> before the first and in step mode.
    /// </summary>
    public RoleThread? Thread { get; private set; }

    /// <summary>Whether the caller is this stage's own thread.</summary>
    public bool IsCurrent => Volatile.Read(ref _managedThreadId) == Environment.CurrentManagedThreadId;

    public bool IsEnded => Thread is not { IsAlive: true };

    /// <summary>Starts the thread and waits until its processor runs, or has failed already.</summary>
    /// <exception cref="PlacementRefusedException">A required placement was refused; nothing
    /// runs.</exception>
    public void Start(Action<Stage> onFailed)
    {
        Thread = RoleThread.Start(handler.Role, handler.Placement, () =>
        {
            Volatile.Write(ref _managedThreadId, Environment.CurrentManagedThreadId);
            processor.Run(() => onFailed(this));
            Volatile.Write(ref _managedThreadId, NoThread);
        });
        while (processor.State == ProcessorState.Ready) System.Threading.Thread.Yield();
    }

    public bool Join(Deadline deadline)
    {
        while (!IsEnded)
        {
            if (Thread!.Join(deadline.Remaining)) return true;
            if (deadline.IsOver) return false;
        }
        return true;
    }
}
