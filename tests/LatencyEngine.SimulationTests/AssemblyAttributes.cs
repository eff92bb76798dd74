// An exploration hands the processor from thread to thread; two at once would slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
