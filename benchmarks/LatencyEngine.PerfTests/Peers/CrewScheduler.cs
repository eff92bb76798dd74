namespace LatencyEngine.PerfTests.Peers;

/// <summary>
/// Runs one task on the thread that calls <see cref="RunQueued"/>, so that a rival's processor runs on the
/// same placed thread as everybody else's.
/// </summary>
internal sealed class CrewScheduler : TaskScheduler
{
    private Task? _task;

    /// <summary>Runs the task that was queued last. A part of the crew calls it.</summary>
    public void RunQueued() =>
        TryExecuteTask(_task ?? throw new InvalidOperationException("Nothing was queued."));

    protected override void QueueTask(Task task) => _task = task;

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _task is null ? [] : [_task];
}
