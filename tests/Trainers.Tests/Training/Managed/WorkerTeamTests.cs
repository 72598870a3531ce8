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
            team.Run((StepPhase)(phase % 3));
            Assert.Equal(Enumerable.Range(0, workers).Select(worker => ((StepPhase)(phase % 3), worker, workers)), phases.Take());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Run_OneWorkerThrows_TheCallerSeesItAndTheTeamGoesOn(int failing)
    {
        var phases = new Recorder { Failing = failing };
        using var team = new WorkerTeam(3, phases);
        Assert.Throws<InvalidOperationException>(() => team.Run(StepPhase.Values));
        phases.Failing = null;
        phases.Take();
        team.Run(StepPhase.Parameters);
        Assert.Equal([(StepPhase.Parameters, 0, 3), (StepPhase.Parameters, 1, 3), (StepPhase.Parameters, 2, 3)], phases.Take());
    }

    [Fact]
    public void Dispose_Twice_ReturnsBothTimes()
    {
        var team = new WorkerTeam(3, new Recorder());
        team.Dispose();
        team.Dispose();
    }

    private sealed class Recorder : IWorkerPhases
    {
        private readonly List<(StepPhase Phase, int Worker, int Workers)> _seen = [];

        public int? Failing { get; set; }

        void IWorkerPhases.Run(StepPhase phase, int worker, int workers)
        {
            lock (_seen)
                _seen.Add((phase, worker, workers));
            if (worker == Failing)
                throw new InvalidOperationException();
        }

        public List<(StepPhase Phase, int Worker, int Workers)> Take()
        {
            var taken = _seen.Order().ToList();
            _seen.Clear();
            return taken;
        }
    }
}
