namespace LatencyEngine.Runtime.Processing;

/// <summary>Wants to know when its processor starts and stops. Optional, beside the event interface.</summary>
public interface ILifecycleHandler
{
    /// <summary>On the processor's thread, before the first event; again after every restart.</summary>
    void OnStart();

    /// <summary>On the processor's thread, after the last event; also when a handler has failed.</summary>
    void OnShutdown();
}
