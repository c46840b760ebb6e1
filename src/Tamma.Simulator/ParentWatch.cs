namespace Tamma.Simulator;

/// <summary>Stops the simulator when its standard input is closed, which is what a killed parent leaves behind.</summary>
internal static class ParentWatch
{
    public static void Start(IHostApplicationLifetime lifetime)
    {
        // A thread of its own: a console read cannot be cancelled and would hold a pooled thread and the shutdown.
        var thread = new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
                // What the parent says is of no interest, only that it is there.
            }

            lifetime.StopApplication();
        })
        {
            IsBackground = true,
            Name = nameof(ParentWatch),
        };
        thread.Start();
    }
}
