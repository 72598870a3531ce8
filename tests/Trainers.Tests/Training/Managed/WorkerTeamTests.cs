using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Training.Managed;

public class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Run_ManyPhases_EachWorkerOnceAndAllDoneBeforeTheNext(int workers)
    {
        var phases = new Recorder();
        using var team = new WorkerTeam(workers, phases);
        for (int phase = 0; phase < 200; phase++)
        {
            team.Run(phase);
            Assert.Equal(Enumerable.Range(0, workers).Select(worker => (phase, worker, workers)), phases.Take());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Run_OneWorkerThrows_TheCallerSeesItAndTheTeamGoesOn(int failing)
    {
        var phases = new Recorder { Failing = failing };
        using var team = new WorkerTeam(3, phases);
        Assert.Throws<InvalidOperationException>(() => team.Run(0));
        phases.Failing = null;
        phases.Take();
        team.Run(1);
        Assert.Equal([(1, 0, 3), (1, 1, 3), (1, 2, 3)], phases.Take());
    }

    private sealed class Recorder : IWorkerPhases
    {
        private readonly List<(int Phase, int Worker, int Workers)> _seen = [];

        public int? Failing { get; set; }

        void IWorkerPhases.Run(int phase, int worker, int workers)
        {
            lock (_seen)
                _seen.Add((phase, worker, workers));
            if (worker == Failing)
                throw new InvalidOperationException();
        }

        public List<(int Phase, int Worker, int Workers)> Take()
        {
            var taken = _seen.Order().ToList();
            _seen.Clear();
            return taken;
        }
    }
}
