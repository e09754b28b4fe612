-- A task is found by the instance it belongs to, whatever the number of tasks.
create index task_by_instance on workflow.task (instance_id);
